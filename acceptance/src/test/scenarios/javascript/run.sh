# needs: node npm
# The AWS SDK for JavaScript, version 3.
cp "$SCENARIO"/package.json "$SCENARIO"/scenario.mjs .
npm install --no-audit --no-fund --no-package-lock --loglevel=error || { echo "npm could not install the SDK"; exit 77; }
node scenario.mjs
